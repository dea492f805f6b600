// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/compiled.hpp>
#include <prodreview/flow/api/supported.hpp>
#include <prodreview/flow/file_source.hpp>
#include <prodreview/flow/interface.hpp>
#include <prodreview/flow/kept_facts.hpp>
#include <prodreview/flow/module_paths.hpp>
#include <prodreview/flow/module_values.hpp>
#include <prodreview/flow/name_filter.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prodreview::flow {

/// What a qualified name leads to.
enum class target_kind : std::uint8_t {
  unknown,  ///< it may be anything
  external, ///< no module of the project
  module,
  function,
  class_,
  value,   ///< it is there; what it is was not looked at
  missing, ///< all that could define it was read, and nothing does
};

struct target {
  target_kind what = target_kind::unknown;
  /// The file that defines it; for `missing`, the module that lacks it.
  std::uint32_t file = no_index;
  function_interface const *function = nullptr;
  /// The class, or the one that a method or attribute is a member of.
  class_interface const *owner = nullptr;
  exported const *definition = nullptr;
};

/// A class with the file that it stands in.
struct class_place {
  std::uint32_t file = no_index;
  class_interface const *it = nullptr;

  friend auto operator==(class_place const &, class_place const &) -> bool = default;
};

/// A class and its bases in the order in which attributes are looked up.
struct class_line {
  std::vector<class_place> classes;
  /// Some base is not a class of the project; attributes may come from there.
  bool is_open = false;
  /// The bases that are not of the project, by their qualified names (empty: unknown).
  std::vector<std::string> outside = {};
};

/// Where the resolution of a dotted name stands: what was found, and the module where it is one.
struct name_walk {
  target found;
  module_place module = {};

  [[nodiscard]] static auto of(target_kind what, std::uint32_t file = no_index) -> name_walk {
    return {{what, file, nullptr, nullptr, nullptr}, {}};
  }
  [[nodiscard]] static auto at(module_place place) -> name_walk {
    auto result = of(target_kind::module, place.file);
    result.module = std::move(place);
    return result;
  }
};

/// Turns a path and its bytes into a unit: the front end, which is no part of this room.
using unit_reader = auto(*)(std::string path, std::string_view bytes) -> tree::unit;

class project;

/// Where facts about a text may be had without reading it.
struct known_elsewhere {
  /// What earlier runs found out; null where nothing is kept.
  fact_store *kept = nullptr;
  /// Another side: of a text that is the same there, at the same path, nothing is worked out twice.
  project *other_side = nullptr;
};

/// All modules of one side. Modules are read when they are first asked for; what is said of one
/// depends on the files alone, never on the order of questions. May be used from several threads.
class project {
public:
  /// `torch` is the range of torch's versions that the configuration says, or `any`.
  project(file_source &files, unit_reader reader, std::string torch = "any",
          known_elsewhere known = {})
      : files_{files}, reader_{reader}, torch_{std::move(torch)}, known_{known} {}
  project(project const &) = delete;
  auto operator=(project const &) -> project & = delete;

  [[nodiscard]] auto files() -> file_source & { return files_; }
  [[nodiscard]] auto path(std::uint32_t file) -> std::string const & {
    return files_.paths()[file];
  }
  /// The releases of torch and other packages that the code must run on.
  [[nodiscard]] auto supported() -> api::supported_releases const &;

  /// The index of a path, or `no_index`.
  [[nodiscard]] auto find(std::string_view path) -> std::uint32_t;

  /// What a module offers. One that cannot be read is open.
  [[nodiscard]] auto interface_of(std::uint32_t file) -> module_interface const &;

  /// Takes what a module offers from its unit, where that is at hand: it need not be read again.
  void offer(std::string_view path, tree::unit const &in);

  /// Whether `import name` in a file means a module of the project.
  [[nodiscard]] auto has_top_level(std::string_view importer, std::string_view name) -> bool;

  /// What a module's functions give and its classes keep. Of one that cannot be read, nothing.
  [[nodiscard]] auto values_of(std::uint32_t file) -> module_values const &;

  /// What a qualified name means in a file, as `tree::qualified_name` spells it: `here:`, relative
  /// and absolute ones; re-exports are followed.
  [[nodiscard]] auto resolve(std::string_view importer, std::string_view qualified) -> target;
  /// The same in two parts, for who asks for many names of one module: where a name leads to, and
  /// where one more part leads to from there.
  [[nodiscard]] auto reach(std::string_view importer, std::string_view qualified) -> name_walk;
  [[nodiscard]] auto reach(std::string_view importer, name_walk const &from, std::string_view part)
      -> name_walk;

  /// The file of the module that an import means, where it is no package; else `no_index`.
  [[nodiscard]] auto imported_file(std::string_view importer, std::string_view module)
      -> std::uint32_t;

  /// The class that a file and a name say: `layers/edge.py:Edge`. Nothing where it is none.
  [[nodiscard]] auto class_at(std::string_view place) -> class_place;

  /// A member of a class or of one of its bases.
  [[nodiscard]] auto member(class_place of, std::string_view name) -> target;
  /// The same of the class that a line begins with.
  [[nodiscard]] auto member(class_line const &of, std::string_view name) -> target;

  /// Whether the text of a file holds any of these names as a word.
  [[nodiscard]] auto speaks_of(std::uint32_t file, std::span<std::string_view const> names) -> bool;

  /// Whether any file assigns to an attribute of this name (`.name =`), or compares it so.
  [[nodiscard]] auto assigns_attribute(std::string_view name) -> bool;

  /// Whether any file defines a function or method of this name.
  [[nodiscard]] auto defines_function(std::string_view name) -> bool;

  /// The classes that derive from a class, in whatever way; the files that speak of it are read.
  [[nodiscard]] auto derived_from(class_place of) -> std::vector<class_place>;

  /// The classes that a class inherits from, itself first.
  [[nodiscard]] auto line_of(class_place of) -> class_line;

private:
  /// A base and a class that derives from it, by both.
  using class_pairs = std::vector<std::pair<class_interface const *, class_interface const *>>;
  struct module_slot {
    std::once_flag once;
    module_interface interface;
    std::once_flag other_once;
    /// The same text on the other side.
    std::uint32_t other = no_index;
    std::once_flag values_once;
    module_values values;
    std::once_flag words_once;
    name_filter words;
    std::once_flag assigned_once;
    name_filter assigned;
    std::once_flag bases_once;
    class_pairs bases;
  };

  void list();
  /// The same text on the other side, or `no_index`.
  [[nodiscard]] auto in_other(std::uint32_t file) -> std::uint32_t;
  /// What was kept of a text, or is made now and kept.
  template <class Facts, class From, class Make>
  [[nodiscard]] auto kept_or_made(kept_fact what, std::uint32_t file, From from, Make make)
      -> std::optional<Facts>;
  /// Makes something of a text when it is asked for; nothing where the text cannot be read.
  template <class Make> [[nodiscard]] auto made_of_text(std::uint32_t file, Make make);
  [[nodiscard]] auto words_of(std::uint32_t file) -> name_filter const &;
  [[nodiscard]] auto assigned_in(std::uint32_t file) -> name_filter const &;
  [[nodiscard]] auto contains(std::uint32_t file, std::string_view text) -> bool;
  [[nodiscard]] auto start(std::string_view importer, std::string_view &rest, int &steps)
      -> name_walk;
  [[nodiscard]] auto follow(std::string_view importer, std::string_view qualified, int &steps)
      -> name_walk;
  [[nodiscard]] auto step(std::string_view importer, name_walk const &from, std::string_view name,
                          int &steps) -> name_walk;
  [[nodiscard]] auto in_module(std::string_view importer, module_place const &from,
                               std::string_view name, int &steps) -> name_walk;
  [[nodiscard]] auto in_names(std::uint32_t file, std::string_view name, int &steps)
      -> std::optional<name_walk>;
  [[nodiscard]] auto in_stars(std::uint32_t file, std::string_view name, int &steps)
      -> std::optional<name_walk>;
  [[nodiscard]] auto of_definition(std::uint32_t file, exported const &it,
                                   class_interface const *owner, int &steps) -> name_walk;
  [[nodiscard]] auto may_mean_another(std::string_view importer, module_place const &package)
      -> bool;
  [[nodiscard]] auto may_be_built(std::string_view folder, std::string_view name) -> bool;
  [[nodiscard]] auto member(class_place of, std::string_view name, int &steps) -> target;
  [[nodiscard]] auto member(class_line const &of, std::string_view name, int &steps) -> target;
  [[nodiscard]] auto line_of(class_place of, int &steps) -> class_line;
  [[nodiscard]] auto bases_in(std::uint32_t file) -> class_pairs const &;
  void add_derived(class_place of, std::vector<class_place> &to);
  void add_bases(class_place of, class_line &to, int &steps);
  void add_base(std::uint32_t file, std::string_view base, class_line &to, int &steps);

  file_source &files_;
  unit_reader reader_;
  std::string torch_;
  known_elsewhere known_;
  std::once_flag supported_once_;
  api::supported_releases supported_;
  std::once_flag listed_;
  std::optional<module_paths> paths_;
  std::unique_ptr<module_slot[]> modules_;
};

} // namespace prodreview::flow

#ifndef PRODREVIEW_COMPILED
#include <prodreview/flow/interpreter.hpp>
#include <prodreview/flow/project.impl.hpp>
#endif
