"""What several tests make their cases with."""
