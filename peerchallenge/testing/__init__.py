"""What the tests run against: private servers, real processes, a browser. Never imported by the product."""
