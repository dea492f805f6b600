// SPDX-License-Identifier: Apache-2.0
#include <prodreview/python/decode.impl.hpp>
#include <prodreview/python/future.impl.hpp>
#include <prodreview/python/grammar.impl.hpp>
#include <prodreview/python/height.impl.hpp>
#include <prodreview/python/lexer.impl.hpp>
#include <prodreview/python/literal_check.impl.hpp>
#include <prodreview/python/parser.impl.hpp>
