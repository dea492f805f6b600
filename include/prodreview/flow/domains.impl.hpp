// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/constant/domain.impl.hpp>
#include <prodreview/flow/domains/device/device.impl.hpp>
#include <prodreview/flow/domains/device/domain.impl.hpp>
#include <prodreview/flow/domains/gradient/domain.impl.hpp>
#include <prodreview/flow/domains/gradient/gradient.impl.hpp>
#include <prodreview/flow/domains/kind/describe.impl.hpp>
#include <prodreview/flow/domains/kind/domain.impl.hpp>
