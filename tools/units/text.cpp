// SPDX-License-Identifier: Apache-2.0
#include <prodreview/text/excerpt.impl.hpp>
