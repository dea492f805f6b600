// SPDX-License-Identifier: Apache-2.0
#include "escape.hpp"
#include "report_markdown_sections.hpp"
#include "report_words.hpp"
#include <prodreview/review/recommendations.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace prodreview {
namespace {

using escape::markdown;
using escape::markdown_code;

constexpr std::size_t most_places = 3;

/// A heading of the checklist, by the letter of its bullets.
struct chapter {
  char letter;
  std::string_view title;
};
constexpr std::array<chapter, 5> chapters{{{'C', "Correctness (Critical Priority)"},
                                           {'S', "Scalability (High Priority)"},
                                           {'P', "Production Readiness (High Priority)"},
                                           {'Q', "Code Quality (Medium Priority)"},
                                           {'T', "PyTorch/CUDA Specific (Medium Priority)"}}};

[[nodiscard]] auto places(std::vector<location> const &named, std::size_t count) -> std::string {
  std::string text;
  for (auto const &where : named)
    text += (text.empty() ? "" : ", ") + markdown_code(words::line_place(where));
  return count > named.size() ? text + " and " + std::to_string(count - named.size()) + " more"
                              : text;
}

/// The same observation at several places.
struct observation_group {
  std::string_view title;
  std::vector<location> places;
  std::size_t count = 0;
};

/// In the order of the first place of each.
[[nodiscard]] auto grouped(std::vector<positive> const &all) -> std::vector<observation_group> {
  std::vector<observation_group> groups;
  for (auto const &one : all) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](observation_group const &other) {
      return other.title == one.title;
    });
    if (group == groups.end()) group = groups.insert(group, {one.title, {}, 0});
    if (++group->count <= most_places) group->places.push_back(one.where);
  }
  return groups;
}

/// `**What to do** (rule, severity, 3 places: …). *Why*: …`
[[nodiscard]] auto recommended(recommendation const &one) -> std::string {
  auto text = "**" + markdown(one.action.empty() ? one.rule : one.action) + "** (" +
              markdown_code(one.rule) + ", " + std::string{to_string(one.severity)} + ", " +
              words::count(one.count, "place") + ": " + places(one.places, one.count) + ")";
  return one.rationale.empty() ? text : text + " *Why*: " + markdown(one.rationale);
}

/// What the numbers behind a status are.
[[nodiscard]] auto counts(checklist_entry const &of) -> std::string {
  std::string text;
  auto const add = [&](std::uint64_t number, std::string_view what) {
    if (number > 0)
      text += (text.empty() ? " (" : ", ") + std::to_string(number) + std::string{what};
  };
  add(of.violated, of.violated == 1 ? " place violates it" : " places violate it");
  add(of.holds, of.holds == 1 ? " place holds" : " places hold");
  add(of.unknown - of.hidden, " not decided");
  add(of.hidden, " suppressed or only likely");
  return text.empty() ? text : text + ")";
}

[[nodiscard]] auto bullet(checklist_entry const &of) -> std::string {
  auto text = "- **" + std::string{of.item} + "** " + markdown(of.text) + " — *" +
              std::string{name_of(checklist_status_names, of.status)} + "*" + counts(of);
  if (!of.question.empty() && of.question != of.text) text += ". " + markdown(of.question);
  return text + "\n";
}

[[nodiscard]] auto tally(std::vector<checklist_entry> const &all) -> std::string {
  constexpr std::array<std::string_view, checklist_status_names.size()> words{
      "verified", "with findings", "not applicable", "for a human", "not checked"};
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto const number = std::count_if(all.begin(), all.end(), [i](checklist_entry const &one) {
      return one.status == static_cast<checklist_status>(i);
    });
    text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + std::string{words[i]};
  }
  return "Of " + std::to_string(all.size()) + " questions: " + text;
}

} // namespace

auto markdown_positives(review const &of) -> std::string {
  std::string text = "\n## Positive Observations\n\n";
  if (of.positives.empty() && of.fixed.empty()) return text + "None that a machine can see.\n";
  for (auto const &one : of.fixed)
    text += "- Fixed: " + markdown(one.title) + " (" + markdown_code(words::line_place(one.where)) +
            ", " + markdown_code(one.rule) + ")\n";
  for (auto const &one : grouped(of.positives))
    text += "- " + markdown(one.title) + " (" + places(one.places, one.count) + ")\n";
  return text;
}

auto markdown_recommendations(review const &of) -> std::string {
  std::string text = "\n## Recommendations\n\n";
  auto const all = recommend(of.findings);
  if (all.empty()) return text + "None.\n";
  for (std::size_t i = 0; i < all.size(); ++i)
    text += std::to_string(i + 1) + ". " + recommended(all[i]) + "\n";
  return text;
}

auto markdown_checklist(review const &of) -> std::string {
  if (of.checklist.empty()) return {};
  auto text = "\n## Checklist\n\n" + tally(of.checklist) + ".\n";
  for (auto const &chapter : chapters) {
    text += "\n### " + std::string{chapter.title} + "\n\n";
    for (auto const &one : of.checklist)
      if (one.item.starts_with(chapter.letter)) text += bullet(one);
  }
  return text;
}

} // namespace prodreview
