// SPDX-License-Identifier: Apache-2.0
#include <prodreview/flow/api/api.impl.hpp>
