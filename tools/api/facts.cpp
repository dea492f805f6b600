// SPDX-License-Identifier: Apache-2.0
#include "facts.hpp"

#include "announced.hpp"
#include <prodreview/tree/resolve.hpp>
#include <prodreview/tree/search.hpp>

#include <algorithm>
#include <array>

namespace prodreview::api_facts {

namespace {

/// What is large, rarely used and changes with every release: there, but its names are not listed.
constexpr auto not_listed =
    std::to_array<std::string_view>({"torch.ao",
                                     "torch.csrc",
                                     "torch.contrib",
                                     "torch.fx.experimental",
                                     "torch.fx.passes",
                                     "torch.distributed.elastic",
                                     "torch.distributed.launcher",
                                     "torch.distributed.pipelining",
                                     "torch.distributed.checkpoint",
                                     "torch.distributed.pipeline",
                                     "torch.distributed.flight_recorder",
                                     "torch.distributed.algorithms",
                                     "torch.distributed.optim",
                                     "torch.distributed.run",
                                     "torch.distributed.rpc",
                                     "torch.distributed.benchmarks",
                                     "torch.distributed.debug",
                                     "torch.package",
                                     "torch.utils.benchmark",
                                     "torch.utils.bottleneck",
                                     "torch.utils.hipify",
                                     "torch.utils.model_dump",
                                     "torch.utils.viz",
                                     "torch.utils.collect_env",
                                     "torch.utils.data.datapipes",
                                     "torch.utils.data.communication",
                                     "torch.utils.data.dataloader_experimental",
                                     "torch.utils.mkldnn",
                                     "torch.jit.mobile",
                                     "torch.jit.quantized",
                                     "torch.jit.frontend",
                                     "torch.jit.annotations",
                                     "torch.onnx",
                                     "torch.testing",
                                     "torch.quantization",
                                     "torch.nn.quantized",
                                     "torch.nn.qat",
                                     "torch.nn.intrinsic",
                                     "torch.nn.quantizable",
                                     "torch.headeronly",
                                     "torch.version",
                                     "torch.numa",
                                     "torch.masked",
                                     "torch.sparse",
                                     "torch.export.exported_program",
                                     "torch.export.dynamic_shapes",
                                     "torch.export.graph_signature",
                                     "torch.export.unflatten",
                                     "torch.export.pt2_archive",
                                     "torch.export.passes",
                                     "torch.cuda.memory",
                                     "torch.fx.traceback",
                                     "torch.autograd.profiler_util",
                                     "numpy.array_api",
                                     "numpy.core",
                                     "numpy.compat",
                                     "numpy.distutils",
                                     "numpy.f2py",
                                     "numpy.lib",
                                     "numpy.linalg.linalg",
                                     "numpy.ma",
                                     "numpy.matrixlib",
                                     "numpy.testing",
                                     "numpy.tests",
                                     "numpy.typing",
                                     "triton.backends",
                                     "triton.compiler",
                                     "triton.experimental",
                                     "triton.ops",
                                     "triton.runtime",
                                     "triton.third_party",
                                     "triton.tools"});

/// Methods whose names begin with two underscores and that decide how a class is called.
constexpr std::array<std::string_view, 3> kept_specials{"__init__", "__new__", "__call__"};

[[nodiscard]] auto is_public(std::string_view name) -> bool {
  return !name.starts_with('_') ||
         std::find(kept_specials.begin(), kept_specials.end(), name) != kept_specials.end();
}

[[nodiscard]] auto is_listed(std::string_view module) -> bool {
  return std::none_of(not_listed.begin(), not_listed.end(), [&](std::string_view it) {
    return module.starts_with(it) && (module.size() == it.size() || module[it.size()] == '.');
  });
}

[[nodiscard]] auto is_public_module(std::string_view module) -> bool {
  return module.find("._") == module.npos;
}

[[nodiscard]] auto decorated(source_module const &in, tree::function const &of,
                             std::string_view with) -> bool {
  return std::any_of(of.decorator_list.begin(), of.decorator_list.end(),
                     [&](auto const *it) { return in.unit.text(*it).ends_with(with); });
}

/// Describes the names of one version of a package.
class describer {
public:
  describer(package &of, std::string const &name) : names_{of}, root_{name} { find_public_names(); }

  [[nodiscard]] auto module_facts(std::string const &module) -> facts {
    facts made{.kind = api::entry_kind::module};
    if (!is_listed(module)) return made;
    auto const list = names_.names_of(module);
    made.is_closed = list.is_closed;
    for (auto const &name : list.names)
      if (!name.starts_with('_') || (module == root_ && names_.whole().has(root_ + "." + name)))
        made.members.emplace(name, name_facts(module, name));
    if (module == root_) mark_announced(made);
    return made;
  }

private:
  void mark_announced(facts &of) {
    for (auto const &[name, said] : announced_in(names_.whole()))
      of.members[name] = {.is_gone = true, .replacement = replacement_in(said)};
  }

  /// The shortest public name of each thing.
  void find_public_names() {
    for (auto const &module : names_.whole().modules()) {
      if (!is_public_module(module) || !is_listed(module)) continue;
      for (auto const &name : names_.names_of(module).names) {
        if (name.starts_with('_')) continue;
        auto const found = names_.find(module, name);
        if (found && found->kind == entity_kind::class_)
          keep_shorter(found->defined_as, module + "." + name);
      }
    }
  }
  void keep_shorter(std::string const &defined_as, std::string const &name) {
    auto &kept = public_names_[defined_as];
    auto const dots = [](std::string const &it) { return std::count(it.begin(), it.end(), '.'); };
    if (kept.empty() || dots(name) < dots(kept) || (dots(name) == dots(kept) && name < kept))
      kept = name;
  }

  [[nodiscard]] auto name_facts(std::string const &module, std::string const &name) -> facts {
    auto const found = names_.find(module, name);
    return found ? entity_facts(module, name, *found) : facts{};
  }

  [[nodiscard]] auto entity_facts(std::string const &module, std::string const &name,
                                  entity const &of) -> facts {
    auto const path = module + "." + name;
    switch (of.kind) {
    case entity_kind::module:
      if (of.defined_as == path && !name.starts_with('_')) return module_facts(path);
      return {.kind = of.defined_as == path ? api::entry_kind::module : api::entry_kind::other};
    case entity_kind::class_: return class_facts(of, path);
    case entity_kind::function: return function_facts(of, path);
    case entity_kind::value: return {.kind = api::entry_kind::value};
    case entity_kind::other: return {};
    }
    return {};
  }

  [[nodiscard]] auto function_facts(entity const &of, std::string const &path) -> facts {
    facts made{.kind = api::entry_kind::function};
    made.is_native = of.in != nullptr && of.in->name.starts_with("torch._C");
    if (of.in != nullptr) add_signatures(*of.in, of.functions, false, path, made);
    if (!of.used_instead.empty()) {
      made.is_deprecated = true;
      made.replacement = of.used_instead;
    }
    if (made.is_native && !made.is_deprecated) note(documented_deprecation(path), made);
    return made;
  }

  static void note(deprecation const &found, facts &of) {
    of.is_deprecated |= found.is_deprecated;
    of.is_gone |= found.is_gone;
    if (of.replacement.empty()) of.replacement = found.replacement;
  }

  /// What torch/_torch_docs.py says of a function that C++ makes.
  [[nodiscard]] auto documented_deprecation(std::string const &path) -> deprecation {
    if (documentation_.empty()) read_documentation();
    auto const at = documentation_.find(path);
    return at == documentation_.end() ? deprecation{} : deprecation_said(at->second, path);
  }
  void read_documentation() {
    documentation_.emplace("", "");
    auto const *const in = names_.whole().find("torch._torch_docs");
    if (in == nullptr) return;
    for (auto const *statement : in->unit.root->body) {
      auto const *const it = tree::as<tree::expr>(statement);
      auto const *const call = it == nullptr ? nullptr : tree::as<tree::call>(it->value);
      if (call != nullptr && call->args.size() == 2 && in->unit.text(*call->func) == "add_docstr")
        documentation_.emplace(in->unit.text(*call->args[0]), in->unit.text(*call->args[1]));
    }
  }

  void add_signatures(source_module const &in, std::vector<tree::function const *> const &functions,
                      bool is_bound, std::string const &path, facts &to) {
    auto const is_stub = in.unit.path.ends_with(".pyi");
    auto is_known = true;
    for (auto const *it : functions) {
      if (!is_stub && functions.size() > 1 && decorated(in, *it, "overload")) continue;
      auto made = signature_of(in, *it, is_bound);
      is_known &= made.has_value();
      if (made) to.signatures.push_back(std::move(*made));
      note(deprecation_of(in, *it, path), to);
    }
    if (!is_known) to.signatures.clear();
  }

  [[nodiscard]] auto class_facts(entity const &of, std::string const &path) -> facts {
    facts made{.kind = api::entry_kind::class_, .is_closed = true};
    made.is_native = of.in->unit.path.ends_with(".pyi");
    if (made.is_native) made.is_closed = false;
    add_class(of, path, made, 0);
    note(deprecation_in(*of.in, of.class_->decorator_list), made);
    for (auto const *constructor : {"__init__", "__new__"})
      if (auto const at = made.members.find(constructor); at != made.members.end())
        note({at->second.is_deprecated, at->second.is_gone, at->second.replacement}, made);
    auto const known = public_names_.find(of.defined_as);
    if (known != public_names_.end() && known->second != path) make_alias(known->second, made);
    if (made.is_native && path.ends_with("Base")) made.members.clear();
    return made;
  }

  /// Another public name of a class has what the class has.
  static void make_alias(std::string const &of, facts &it) {
    it.is_closed = true;
    it.members.clear();
    it.bases = {of};
  }

  void add_class(entity const &of, std::string const &path, facts &to, int depth) {
    auto const &in = *of.in;
    if (!of.class_->keywords.empty() || adds_attributes(in, *of.class_)) to.is_closed = false;
    add_members(in, *of.class_, path, to);
    add_instance_values(in, *of.class_, to);
    for (auto const *base : of.class_->bases) add_base(in, *base, path, to, depth);
  }

  void add_base(source_module const &in, tree::expression const &base, std::string const &path,
                facts &to, int depth) {
    auto const *at = &base;
    if (auto const *item = tree::as<tree::subscript>(at)) at = item->value;
    auto const text = in.unit.text(*at);
    if (tree::is_one_of(text, {"object", "Generic", "ABC", "Protocol"})) return;
    auto const found = names_.find(in, *at);
    if (!found || found->kind != entity_kind::class_ || depth > 8) {
      to.is_closed = false;
      to.bases.emplace_back("?");
      return;
    }
    auto const known = public_names_.find(found->defined_as);
    auto const is_public = known != public_names_.end() && known->second != path &&
                           !found->in->name.starts_with("torch._C");
    if (is_public)
      to.bases.push_back(known->second);
    else
      add_class(*found, path, to, depth + 1);
  }

  void add_members(source_module const &in, tree::class_def const &of, std::string const &path,
                   facts &to) {
    auto const at = in.of_class.find(&of);
    if (at == in.of_class.end()) return;
    for (auto const index : at->second) {
      auto const &variable = in.unit.bindings.variables[index];
      std::string const name{in.unit.spelling(variable.name)};
      if (name == "__getattr__" || name == "__getattribute__" || name == "__dir__")
        to.is_closed = false;
      if (is_public(name) && !to.members.contains(name))
        to.members.emplace(name, member_facts(in, variable, path + "." + name));
    }
  }

  [[nodiscard]] auto member_facts(source_module const &in, tree::variable const &of,
                                  std::string const &path) -> facts {
    facts made{.kind = api::entry_kind::value};
    std::vector<tree::function const *> functions;
    for (auto const index : of.bound_at)
      if (auto const &by = in.unit.bindings.all[index]; by.kind == tree::binding_kind::function)
        functions.push_back(tree::as_function(by.by));
      else if (by.kind == tree::binding_kind::class_)
        made.kind = api::entry_kind::other;
    if (functions.empty()) return made;
    made.kind = method_kind(in, *functions.front());
    made.is_native = in.unit.path.ends_with(".pyi");
    add_signatures(in, functions, made.kind != api::entry_kind::static_method, path, made);
    return made;
  }

  [[nodiscard]] static auto method_kind(source_module const &in, tree::function const &of)
      -> api::entry_kind {
    if (decorated(in, of, "property")) return api::entry_kind::property;
    if (decorated(in, of, "staticmethod")) return api::entry_kind::static_method;
    if (decorated(in, of, "classmethod")) return api::entry_kind::class_method;
    return api::entry_kind::method;
  }

  /// `self.x = …` in a method.
  static void add_instance_values(source_module const &in, tree::class_def const &of, facts &to) {
    auto const add = [&](tree::node const &any) {
      auto const *const it = tree::as<tree::attribute>(&any);
      if (it == nullptr || it->use != tree::context::store) return false;
      std::string const name{in.unit.spelling(it->attr)};
      if (in.unit.text(*it->value) == "self" && !name.starts_with('_'))
        to.members.try_emplace(name, facts{.kind = api::entry_kind::value});
      return false;
    };
    for (auto const *statement : of.body) (void)tree::find_node(*statement, add);
  }

  [[nodiscard]] static auto adds_attributes(source_module const &in, tree::class_def const &of)
      -> bool {
    auto const is_dynamic = [&](tree::node const &any) {
      auto const *const call = tree::as<tree::call>(&any);
      if (call == nullptr) return in.unit.text(any.range) == "self.__dict__";
      return tree::is_one_of(in.unit.text(*call->func), {"setattr", "vars", "locals", "exec"});
    };
    return tree::find_node(of, is_dynamic) != nullptr;
  }

  resolver names_;
  std::string root_;
  std::map<std::string, std::string, std::less<>> public_names_;
  std::map<std::string, std::string, std::less<>> documentation_;
};

} // namespace

auto facts_of(package &of, std::string const &name) -> facts {
  return describer{of, name}.module_facts(name);
}

} // namespace prodreview::api_facts
