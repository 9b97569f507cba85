"""What all exercises share: controls, the parts an answer is made of, adding to the plan."""
