// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/positives.impl.hpp>
