"""English time expressions after TIMEX3: their shapes, and what they mean on the calendar."""
