"""Supervision (公开督办): what is overdue, bulletins of each period, scores of bodies."""
