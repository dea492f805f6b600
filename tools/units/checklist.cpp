// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/checklist.impl.hpp>
#include <prodreview/review/purpose.impl.hpp>
#include <prodreview/review/recommendations.impl.hpp>
