"""What a crisis is: frozen, declarative models, and the problems found when reading one."""
