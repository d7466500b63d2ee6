"""The law as pure functions over Snapshots, and its numbers and sentences as data (catalogue/law/*.toml).

Sources: 番号法, 特定個人情報保護評価に関する規則, 特定個人情報保護評価指針, 記載要領. What was recalled and not read bears
``certainty`` in its data file, so that correcting it is one line. Stands on snapshot; checks and views stand on it.
"""
