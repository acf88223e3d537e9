#pragma once

/// Keeps the results of a function that is called fit, too.
double other_fit(double x);
