// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/comparison.impl.hpp>
#include <prodreview/review/dependents.impl.hpp>
#include <prodreview/review/extent.impl.hpp>
#include <prodreview/review/file_review.impl.hpp>
#include <prodreview/review/inspect.impl.hpp>
#include <prodreview/review/matching.impl.hpp>
#include <prodreview/review/own_rules.impl.hpp>
#include <prodreview/review/review.impl.hpp>
#include <prodreview/review/source_text.impl.hpp>
#include <prodreview/review/suppression.impl.hpp>
#include <prodreview/review/version.impl.hpp>
