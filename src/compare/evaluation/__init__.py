"""How far the codes and finds can be trusted: coders, rules, model, held-out plans."""
