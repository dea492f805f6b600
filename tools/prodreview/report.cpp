// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include "output.hpp"
#include "progress.hpp"
#include "report_concise.hpp"
#include "report_full.hpp"
#include "report_json.hpp"
#include "report_markdown.hpp"
#include "terminal.hpp"
#include <prodreview/review/review.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

namespace prodreview {
namespace {

[[nodiscard]] auto render(review const &of, report_request const &how, color_choice color)
    -> std::string {
  auto const on = how.file.empty() ? terminal_of_output(color) : terminal{};
  switch (how.format) {
  case report_format::json: return to_json(of);
  case report_format::markdown: return to_markdown(of, on);
  case report_format::concise: return to_concise(of, on);
  case report_format::full: break;
  }
  return to_full(of, on);
}

[[nodiscard]] auto reports_of(command const &asked) -> std::vector<report_request> {
  if (!asked.formats.empty()) return asked.formats;
  return {{default_format_in(surroundings_of_process()), {}}};
}

/// Whether a report says more of a change than its findings.
[[nodiscard]] auto shows_merits(std::vector<report_request> const &reports) -> bool {
  return std::any_of(reports.begin(), reports.end(), [](report_request const &how) {
    return how.format == report_format::json || how.format == report_format::markdown;
  });
}

/// Every report that is asked for. 0, or 2 when one cannot be written.
[[nodiscard]] auto write_reports(review const &of, command const &asked) -> int {
  auto status = 0;
  for (auto const &how : reports_of(asked)) {
    auto const text = render(of, how, asked.color);
    auto const why = how.file.empty() ? write_output(text) : write_file(how.file, text);
    if (!why) continue;
    print_problem(*why);
    status = 2;
  }
  return status;
}

/// Whoever is stopped in a commit wants to know the way past first.
void print_way_past(review const &of, command const &asked) {
  if (asked.mode == review_mode::hook && of.gated)
    print_note("this stops the commit; to let it pass once: SKIP=prodreview git commit … (the "
               "hook's id), or git commit --no-verify");
}

/// `--statistics`: per rule, what it saw. On the standard error, so that a report stays what it is.
void print_statistics(review const &of) {
  std::fputs("rule                        holds  violated  unknown\n", stderr);
  for (auto const &rule : of.statistics)
    std::fprintf(stderr, "%-26s %6llu %9llu %8llu\n", std::string{rule.rule}.c_str(),
                 static_cast<unsigned long long>(rule.holds),
                 static_cast<unsigned long long>(rule.violated),
                 static_cast<unsigned long long>(rule.unknown));
}

/// How much of the code the value analysis understands, and what it misses most.
void print_coverage(flow::coverage const &of) {
  auto total = of.known;
  for (auto const count : of.unknown) total += count;
  if (total == 0) return;
  std::fprintf(stderr,
               "\nmethods are called on %llu objects that are no modules; known: %llu (%.1f%%)\n",
               static_cast<unsigned long long>(total), static_cast<unsigned long long>(of.known),
               100.0 * static_cast<double>(of.known) / static_cast<double>(total));
  std::vector<std::size_t> order(of.unknown.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return of.unknown[a] > of.unknown[b]; });
  for (auto const cause : order)
    if (of.unknown[cause] != 0)
      std::fprintf(stderr, "  unknown %8llu  %s\n",
                   static_cast<unsigned long long>(of.unknown[cause]),
                   std::string{flow::cause_words[cause]}.c_str());
}

using steady = std::chrono::steady_clock;

void print_timing(char const *stage, steady::time_point since) {
  auto const spent = std::chrono::duration<double, std::milli>(steady::now() - since).count();
  std::fprintf(stderr, "%-10s %9.2f ms\n", stage, spent);
}

} // namespace

auto review_and_report(change const &what, blob_reader &reader, side_files const &files,
                       settings const &in, command const &asked) -> int {
  auto const begin = steady::now();
  progress shown{what.files.size()};
  auto wanted = in;
  wanted.look_for_merits = shows_merits(reports_of(asked));
  auto const result =
      review_change(what, reader, wanted, {asked.jobs, [&] { shown.advance(); }, files});
  shown.finish();
  if (asked.timings) print_timing("review", begin);
  print_way_past(result, asked);
  auto const rendering = steady::now();
  auto const written = write_reports(result, asked);
  if (asked.timings) print_timing("reports", rendering);
  if (asked.statistics) print_statistics(result);
  if (asked.statistics) print_coverage(result.coverage);
  return written != 0 ? written : result.exit_status();
}

} // namespace prodreview
