// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include <prodreview/review/checklist.hpp>

#include <array>
#include <random>
#include <string>

namespace prodreview::test {
namespace {

[[nodiscard]] auto at(std::string path, position start, position end, std::uint32_t cell = 0)
    -> location {
  return {std::move(path), {start, end}, cell};
}

[[nodiscard]] auto materialised() -> finding {
  finding of;
  of.rule = "materialised-then-sliced";
  of.severity = severity::critical;
  of.topic = topic::scalability;
  of.area = area::memory;
  of.item = "S2";
  of.state = state::introduced;
  of.where = at("src/semicrf/edges.py", {18, 12}, {18, 58});
  of.symbol = "edges";
  of.title = "Edge tensor is materialised and then read slice by slice";
  of.problem = "`edge` holds every block of the recursion, and each is read once.";
  of.impact = "27.5 GiB at T=400000, K=32, C=24, B=1; grows with B·T·K·C².";
  of.fix.text = "Compute the (B, C, C) block inside the loop.";
  of.fix.before = "edge = torch.zeros(B, T, K, C, C, device=scores.device)";
  of.fix.after = "block = scores[:, t, :, None] + transition + duration_bias[k, :, None]";
  of.evidence = {{at("src/semicrf/edges.py", {16, 5}, {16, 20}), "`scores` is (B, T, C)"},
                 {at("src/semicrf/scan.py", {24, 9}, {24, 20}), "only `edge[:, t, k]` is read"}};
  of.fingerprint = "5f0c6a8be1d2:1";
  of.excerpt = {"    K = duration_bias.shape[0]",
                "    edge = torch.zeros(B, T, K, C, C, device=scores.device)"};
  of.excerpt_first_line = 17;
  return of;
}

[[nodiscard]] auto with_wide_characters() -> finding {
  auto of = materialised();
  of.rule = "log-of-normaliser";
  of.severity = severity::high;
  of.item = "C3";
  of.state = state::worsened;
  of.tier = tier::likely;
  of.metric = {3, 7};
  of.where = at("src/損失.py", {9, 23}, {9, 46});
  of.symbol = "損失関数.forward";
  of.title = "Logarithm of a softmax or sigmoid, in a title so long that it cannot share its line "
             "with the name of the rule";
  of.problem = "The logarithm is taken of probabilities (`F.softmax`) that are *already* rounded "
               "to zero; see https://example.org, @nobody, #12 and <b>this</b>.";
  of.impact = "A score 104 below the largest one gives log(0) = -inf in float32.";
  of.fix = {"Use `log_softmax`: it never leaves log space.",
            "値 = torch.log(F.softmax(点数, dim=-1))",
            "値 = F.log_softmax(点数, dim=-1)",
            {{of.where, "F.log_softmax(点数, dim=-1)", true}}};
  of.evidence.clear();
  of.cause = at("src/損失.py", {4, 1}, {4, 1});
  of.also = {"naive-logsumexp"};
  of.excerpt = {"\tif 準備:", "\t\t値 = e\u0301 + \"全部\" + torch.log(F.softmax(点数, dim=-1))"};
  of.excerpt_first_line = 8;
  return of;
}

[[nodiscard]] auto with_long_line() -> finding {
  auto of = materialised();
  of.rule = "implicit-softmax-dim";
  of.severity = severity::medium;
  of.item = "C4";
  of.state = state::touched;
  of.where = at("train\xFF.py", {120, 181}, {121, 3});
  of.symbol.clear();
  of.title = "Softmax without `dim`";
  of.problem = "Which dimension is meant depends on the rank.";
  of.impact = "Another rank is normalised over another dimension, silently.";
  of.fix = {"Name the dimension.", "", "", {}};
  of.evidence.clear();
  of.excerpt = {std::string(180, 'x') + "softmax(```\x1b]0;owned\x07```, " + std::string(90, 'y'),
                "  )"};
  of.excerpt_first_line = 120;
  return of;
}

[[nodiscard]] auto in_a_notebook() -> finding {
  auto of = materialised();
  of.rule = "exception-not-raised";
  of.severity = severity::low;
  of.item = "P3";
  of.state = state::existing;
  of.where = at("explore.ipynb", {5, 1}, {5, 18}, 3);
  of.symbol.clear();
  of.title = "Exception is made but not raised";
  of.problem = "1. The statement makes an exception and drops it.";
  of.impact = "The error goes unnoticed.";
  of.fix = {"Write `raise` before it.", "ValueError(\"K\")", "raise ValueError(\"K\")", {}};
  of.evidence = {{at("explore.ipynb", {2, 1}, {2, 4}, 2), "the check stands in an earlier cell"}};
  of.excerpt = {"ValueError(\"K\")"};
  of.excerpt_first_line = 5;
  return of;
}

[[nodiscard]] auto sample_positives() -> std::vector<positive> {
  return {
      {"Stays in log space with `torch.logsumexp`", at("src/semicrf/scan.py", {31, 5}, {31, 40})},
      {"Checks gradients numerically with `torch.autograd.gradcheck`",
       at("tests/test_scan.py", {12, 5}, {12, 60})}};
}

[[nodiscard]] auto sample_checklist() -> std::vector<checklist_entry> {
  static constexpr rule_info stable{.name = "log-of-normaliser",
                                    .topic = {},
                                    .area = {},
                                    .item = "C3",
                                    .severity = {},
                                    .title = {},
                                    .problem = {},
                                    .impact = {},
                                    .fix = {},
                                    .silent = {},
                                    .bad = {},
                                    .good = {}};
  static constexpr rule_info shapes{.name = "implicit-softmax-dim",
                                    .topic = {},
                                    .area = {},
                                    .item = "C4",
                                    .severity = {},
                                    .title = {},
                                    .problem = {},
                                    .impact = {},
                                    .fix = {},
                                    .silent = {},
                                    .bad = {},
                                    .good = {}};
  static constexpr rule_info specific{.name = "exception-not-raised",
                                      .topic = {},
                                      .area = {},
                                      .item = "P3",
                                      .severity = {},
                                      .title = {},
                                      .problem = {},
                                      .impact = {},
                                      .fix = {},
                                      .silent = {},
                                      .bad = {},
                                      .good = {}};
  static constexpr std::array<rule_info const *, 3> rules{&stable, &shapes, &specific};
  std::array<rule_statistics, 3> const seen{{{"log-of-normaliser", 4, 1, 2},
                                             {"implicit-softmax-dim", 12, 0, 1},
                                             {"exception-not-raised", 0, 0, 0}}};
  return assess(seen, rules);
}

} // namespace

auto sample_review() -> review {
  review of;
  of.scope = {"a1b2c3d", "work tree", "worktree", 5, 9, 141};
  of.purpose = "Semi-Markov CRF layers: `partition` and *friends*.";
  of.findings = {materialised(), with_wide_characters(), with_long_line(), in_a_notebook()};
  of.fixed = {in_a_notebook()};
  of.fixed.front().state = state::fixed;
  of.fixed.front().where = at("src/old name.py", {7, 1}, {7, 9});
  of.suppressed = {with_long_line()};
  of.suppressed.front().where = at("src/`odd`.py", {3, 1}, {3, 9});
  of.suppressed.front().suppression_reason = "the rank is 2 by \x1b[31mconstruction";
  of.skipped = {
      {"kernels/scan.cu", "CUDA is not reviewed yet", true},
      {"src/broken\n::error::.py", "the blob 4b825dc is missing; run `git fetch`", false}};
  of.positives = sample_positives();
  of.checklist = sample_checklist();
  of.summary = {1, 1, 0, 0, 1, 1, 1, 15, 1, 1};
  of.notes = {"2 untracked files are not reviewed."};
  of.gated = true;
  return of;
}

auto clean_review() -> review {
  review of;
  of.scope = {"HEAD~1", "HEAD", "commit", 1, 2, 12};
  of.checklist = sample_checklist();
  return of;
}

namespace {

/// Bytes that do harm more often than chance would have them.
class mischief {
public:
  explicit mischief(unsigned seed) : random_{seed} {}

  [[nodiscard]] auto text(std::size_t most = 60) -> std::string {
    static constexpr std::array<std::string_view, 25> nasty{
        "\x1b[2J",   "\x1b]52;c;", "\x9b",       "\xC2\x9B",     "\u202E",
        "\u2066",    "\u200B",     "\xFF",       "\xED\xA0\x80", "\n::error::",
        "##[error]", "##vso[x]",   "\r",         "\t",           "```",
        "`",         "<script>",   "](x)",       "@all",         "#1",
        "<!--",      "&amp;",      "http://x.y", "\u5168",       "e\u0301"};
    std::string made;
    while (made.size() < 1 + random_() % most) {
      auto const choice = random_() % 3;
      if (choice == 0) made.push_back(static_cast<char>(random_()));
      if (choice == 1) made.append(nasty[random_() % nasty.size()]);
      if (choice == 2) made.append("word ");
    }
    return made;
  }
  [[nodiscard]] auto number(std::uint32_t most) -> std::uint32_t {
    return static_cast<std::uint32_t>(random_() % (most + 1));
  }
  [[nodiscard]] auto place() -> location {
    auto const line = number(9) + 1;
    auto const column = number(80) + 1;
    return {text(), {{line, column}, {line + number(1), column + number(50)}}, number(2)};
  }

private:
  std::mt19937 random_;
};

[[nodiscard]] auto random_finding(mischief &from) -> finding {
  finding of;
  of.rule = from.text();
  of.severity = severity{static_cast<std::uint8_t>(from.number(3))};
  of.state = state{static_cast<std::uint8_t>(from.number(5))};
  of.where = from.place();
  of.item = from.number(1) == 0 ? "names" : "T9";
  for (auto *text : {&of.symbol, &of.title, &of.problem, &of.impact, &of.fix.text, &of.fix.before,
                     &of.fix.after, &of.fingerprint, &of.suppression_reason})
    *text = from.text(200);
  of.fix.edits = {{from.place(), from.text(), true}};
  of.evidence = {{from.place(), from.text()}, {of.where, from.text()}};
  of.cause = from.place();
  of.also = {from.text()};
  of.excerpt = {from.text(400), from.text(400)};
  of.excerpt_first_line = of.where.range.start.line;
  return of;
}

} // namespace

auto random_review(unsigned seed) -> review {
  mischief from{seed};
  auto of = sample_review();
  of.scope.base = from.text();
  of.scope.head = from.text();
  of.purpose = from.text(200);
  of.findings = {random_finding(from), random_finding(from)};
  of.fixed = {random_finding(from)};
  of.suppressed = {random_finding(from)};
  of.skipped = {{from.text(), from.text(), true}, {from.text(), from.text(), false}};
  of.positives = {{from.text(), from.place()}};
  of.notes = {from.text()};
  return of;
}

} // namespace prodreview::test
