"""The demonstration: fictional organisations, people and events. Every name is invented."""
