"""What pages show of a meeting: frozen data, already in words, made from few queries."""
