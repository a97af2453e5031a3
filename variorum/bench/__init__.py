"""The product's own stages on labelled data: one task a module.

Every task module has `predict(rows)`: gold rows (as read from JSON lines) in, prediction rows out, in order, in
the shape that the gold data's scorer documents.
"""
