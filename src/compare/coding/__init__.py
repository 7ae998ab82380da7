"""What a plan says: topic, obligation, targets, times, bodies, citations."""
