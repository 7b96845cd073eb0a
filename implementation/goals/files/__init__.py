"""Tables of goals and of measurements that people bring and take away."""
