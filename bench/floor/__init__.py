"""The floor: the least an honest page costs, as the measure of ours."""
