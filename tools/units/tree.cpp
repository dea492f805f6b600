// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/result.hpp>
#include <prodreview/review/settings.hpp>
#include <prodreview/rule.hpp>
#include <prodreview/tree/resolve.impl.hpp>
#include <prodreview/tree/search.impl.hpp>
#include <prodreview/tree/visit.hpp>
