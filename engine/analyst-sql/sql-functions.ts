// The functions an analyst's SQL may call. Everything else is refused: files, settings, catalogue, other SQL, sleep, logs.

const operators = "+ - * / // % ** ^ & | ~ << >> || ~~ !~~ ~~* !~~* ~~~ @ @> <@ && ! !__postfix";

const aggregates = `any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min
 arg_min_null argmax argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif
 covar_pop covar_samp entropy favg first first_value fsum geomean geometric_mean group_concat histogram kahan_sum kurtosis
 kurtosis_pop last last_value list listagg mad max max_by mean median min min_by mode product quantile quantile_cont
 quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy sem skewness
 stddev stddev_pop stddev_samp string_agg sum sum_no_overflow sumkahan var_pop var_samp variance wavg weighted_avg`;

const windows = "cume_dist dense_rank fill lag lead nth_value ntile percent_rank rank rank_dense row_number";

const conditions = "coalesce constant_or_null greatest ifnull least nullif switch typeof pg_typeof";

const numbers = `abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot degrees divide
 equi_width_bins even exp factorial fdiv floor fmod gamma gcd greatest_common_divisor isfinite isinf isnan lcm
 least_common_multiple lgamma ln log log10 log2 mod multiply nextafter pi pow power radians round round_even roundbankers
 sign signbit sin sinh sqrt subtract tan tanh trunc xor`;

const texts = `ascii bar bit_length char_length character_length chr concat concat_ws contains damerau_levenshtein editdist3
 ends_with format hamming instr jaccard jaro_similarity jaro_winkler_similarity lcase left left_grapheme length
 length_grapheme levenshtein like_escape ilike_escape not_like_escape not_ilike_escape lower lpad ltrim mismatches
 nfc_normalize ord position prefix printf regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches
 regexp_replace regexp_split_to_array repeat replace reverse right right_grapheme rpad rtrim split split_part starts_with
 str_split str_split_regex string_split string_split_regex string_to_array strip_accents strlen strpos substr substring
 substring_grapheme suffix translate trim ucase unicode upper md5 sha1 sha256 hash`;

const dates = `age ago century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day
 dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms era hour isodow isoyear last_day make_date
 make_time make_timestamp microsecond millennium millisecond minute month monthname quarter second strftime strptime
 time_bucket to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes to_months
 to_quarters to_seconds to_weeks to_years try_strptime week weekday weekofyear year yearweek julian
 current_date today now get_current_timestamp`;

const lists = `aggregate apply array_aggr array_aggregate array_append array_apply array_cat array_concat array_contains
 array_distinct array_extract array_filter array_has array_has_all array_has_any array_indexof array_intersect
 array_length array_position array_prepend array_reduce array_reverse array_reverse_sort array_slice array_sort
 array_to_string array_transform array_unique array_zip element_at filter flatten len list_aggr list_aggregate list_append
 list_apply list_avg list_cat list_concat list_contains list_count list_distinct list_element list_extract list_filter
 list_first list_has list_has_all list_has_any list_indexof list_intersect list_last list_max list_median list_min
 list_mode list_position list_prepend list_product list_reduce list_reverse list_reverse_sort list_slice list_sort
 list_stddev_pop list_stddev_samp list_string_agg list_sum list_transform list_unique list_value list_var_pop
 list_var_samp list_where list_zip range generate_series reduce unnest list_pack cardinality map map_entries map_extract
 map_from_entries map_keys map_values row struct_extract struct_pack`;

const words = (text: string): string[] => text.trim().split(/\s+/);

export const allowedFunctions: ReadonlySet<string> = new Set(
  [operators, aggregates, windows, conditions, numbers, texts, dates, lists].flatMap(words),
);

/** Functions that may stand in FROM. */
export const allowedTableFunctions: ReadonlySet<string> = new Set(["range", "generate_series", "unnest"]);

/** Words that look like columns and are functions; only those of the clock are answered. */
export const refusedWords: ReadonlySet<string> = new Set(
  words("current_catalog current_database current_role current_schema current_user session_user user"),
);

/** Types a value may be cast to. */
export const allowedTypes: ReadonlySet<string> = new Set(
  words(`BOOLEAN TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT FLOAT DOUBLE DECIMAL
   VARCHAR CHAR DATE TIME TIMESTAMP TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS INTERVAL LIST STRUCT MAP ARRAY NULL INVALID`),
);
