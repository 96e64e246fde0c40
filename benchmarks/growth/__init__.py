"""How work grows with what is asked of it: curves with the floor beside each, and what the gap between them is made of."""
