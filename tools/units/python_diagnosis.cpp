// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/diagnosis.impl.hpp>
#include <prodreview/python/diagnosis/machine.impl.hpp>
#include <prodreview/python/diagnosis/notation.impl.hpp>
