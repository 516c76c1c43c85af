# One case by its rival, on one thread: CPU seconds and result as JSON. python estimators_rival.py CASE FOLDER
import json
import os
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
name, folder = sys.argv[1], sys.argv[2]
with open(os.path.join(folder, "columns.json")) as file:
    lengths = json.load(file)
values = np.fromfile(os.path.join(folder, "columns.bin"))
ends = np.cumsum(list(lengths.values()))
column = {key: values[end - lengths[key] : end].copy() for key, end in zip(lengths, ends)}
wide = lambda count: column["x"].reshape(-1, count)


def cox():
    from statsmodels.duration.hazard_regression import PHReg

    return lambda: PHReg(column["time"], wide(10), status=column["event"], ties="efron").fit().params


def kaplan_meier():
    from statsmodels.duration.survfunc import SurvfuncRight

    def fit():
        curve = SurvfuncRight(column["time"], column["event"])
        return np.concatenate([curve.surv_prob, curve.surv_prob_se])

    return fit


def log_rank():
    from statsmodels.duration.survfunc import survdiff

    return lambda: survdiff(column["time"], column["event"], column["group"])


def isotonic():
    from sklearn.isotonic import IsotonicRegression

    grid = np.arange(1001) / 1000
    return lambda: IsotonicRegression(out_of_bounds="clip").fit(column["score"], column["y"]).predict(grid)


def platt():
    from statsmodels.discrete.discrete_model import Logit

    def fit():
        p = column["p"]
        found = Logit(column["y"], np.column_stack([np.ones(len(p)), np.log(p / (1 - p))])).fit(disp=0)
        return np.concatenate([found.params, found.bse])

    return fit


def mixed_effects():
    from statsmodels.regression.mixed_linear_model import MixedLM

    def fit():
        x = np.column_stack([np.ones(len(column["x"])), column["x"]])
        found = MixedLM(column["y"], x, column["person"]).fit(reml=True)
        return [*found.fe_params, found.cov_re[0, 0], found.scale]

    return fit


def crossed_effects():
    import pandas as pd
    from statsmodels.regression.mixed_linear_model import MixedLM

    def fit():
        data = pd.DataFrame({"y": column["y"], "person": column["person"], "rater": column["rater"], "all": 1})
        parts = {"a_person": "0 + C(person)", "b_rater": "0 + C(rater)"}
        found = MixedLM.from_formula("y ~ 1", data, groups="all", vc_formula=parts, re_formula="0").fit(reml=True)
        return [*found.fe_params, *found.vcomp, found.scale]

    return fit


def false_discovery():
    from statsmodels.stats.multitest import multipletests

    return lambda: multipletests(column["p"], method="fdr_bh")[1]


def bootstrap():
    from scipy import stats

    def fit():
        found = stats.bootstrap((column["x"],), np.mean, n_resamples=2000, method="BCa", rng=1)
        return [*found.confidence_interval, found.standard_error]

    return fit


def permutation_importance():
    from sklearn.inspection import permutation_importance as importance
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression()
    model.classes_, model.n_features_in_ = np.array([0, 1]), 10
    model.intercept_, model.coef_ = column["beta"][:1], column["beta"][1:].reshape(1, -1)
    y = column["y"].astype(int)
    return lambda: importance(
        model, wide(10), y, scoring="neg_log_loss", n_repeats=10, random_state=1
    ).importances_mean


def logistic_errors():
    from statsmodels.discrete.discrete_model import Logit

    def fit():
        found = Logit(column["y"], np.column_stack([np.ones(len(column["y"])), wide(20)])).fit(disp=0)
        return np.concatenate([found.params, found.bse])

    return fit


def auc_of(model, columns):
    from sklearn.metrics import roc_auc_score

    x, y = wide(columns), column["y"].astype(int)
    learnt = int(0.8 * len(y))

    def fit():
        model.fit(x[:learnt], y[:learnt])
        return [roc_auc_score(y[learnt:], model.predict_proba(x[learnt:])[:, 1])]

    return fit


def glass_box():
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        interaction_cst="no_interactions", early_stopping=False, random_state=1
    )
    return auc_of(model, 20)


def neural_hazard():
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        (32, 16), batch_size=256, max_iter=60, early_stopping=True, validation_fraction=0.2, n_iter_no_change=6,
        random_state=1,
    )
    return auc_of(model, 10)


fit = globals()[name.replace("-", "_")]()
before = time.process_time()
result = fit()
print(json.dumps({"cpu": time.process_time() - before, "result": [float(value) for value in result]}))
