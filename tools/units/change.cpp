// SPDX-License-Identifier: Apache-2.0
#include <prodreview/review/file_kind.impl.hpp>
#include <prodreview/review/line_difference.impl.hpp>
#include <prodreview/review/line_map.impl.hpp>
