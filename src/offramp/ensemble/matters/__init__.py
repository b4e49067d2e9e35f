"""What matters: variance, assumptions, tipping values and boxes, from designs of futures."""
