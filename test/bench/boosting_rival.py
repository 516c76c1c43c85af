# One fit of scikit-learn on one thread: CPU seconds and AUC as JSON. python boosting_rival.py boosting|logistic FILE.bin rows columns
import json
import sys
import time

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

what, file, rows, columns = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
data = np.fromfile(file, dtype=np.float32).reshape(rows, columns + 1).astype(np.float64)
x, y = np.ascontiguousarray(data[:, :columns]), data[:, columns].astype(int)
model = (
    HistGradientBoostingClassifier(early_stopping=False, random_state=1)
    if what == "boosting"
    else LogisticRegression(C=1.0, max_iter=200)
)
before = time.process_time()
model.fit(x, y)
score = model.predict_proba(x)[:, 1]
print(json.dumps({"cpu": time.process_time() - before, "auc": roc_auc_score(y, score)}))
