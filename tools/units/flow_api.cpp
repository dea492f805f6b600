// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/api/api.impl.hpp>
#include <prodreview/flow/api/requirement.impl.hpp>
#include <prodreview/flow/api/supported.impl.hpp>
