// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/binder.impl.hpp>
#include <prodreview/python/front_end.impl.hpp>
#include <prodreview/python/notebook.impl.hpp>
