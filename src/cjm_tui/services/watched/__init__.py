"""Maps beside the code: which touchpoints a change of code touches, and which are due for another look."""
