"""A request as it comes and an answer as it goes: fields, bodies, headers, refusals, limits."""
