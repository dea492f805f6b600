// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/dump.impl.hpp>
