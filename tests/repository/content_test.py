# SPDX-License-Identifier: Apache-2.0
"""Paths, contents and encodings: the situations C1 to C15, as far as listing the change goes."""

import os
import unittest

from sandbox import Sandbox, lines


class PathsAndContents(Sandbox):

    def latin1(self, name):
        """A path as `print_change` writes its bytes."""
        return name.decode("latin-1")

    def test_C1_names_of_any_bytes(self):
        self.commit()
        names = [b"with space.py", b'quo"te.py', b"new\nline.py", b"caf\xc3\xa9.py", b"\xff\xfe.py",
                 b"-dash.py", b"tab\t.py"]
        for name in names:
            with open(os.path.join(os.fsencode(self.repository), name), "wb") as file:
                file.write(b"x = 1\n")
        self.git("add", "-A")
        expected = ["+" + self.latin1(name) for name in sorted(names)]
        self.assertEqual(self.changed("--staged"), expected)
        self.assertEqual(self.changed(), expected)
        self.commit()
        self.assertEqual(self.changed("HEAD~1..HEAD"), expected)
        self.assertEqual([each["now"]["content"] for each in self.change("--all")["files"]],
                         ["x = 1\n"] * len(names))

    def test_C3_configuration_of_git_has_no_effect(self):
        self.commit(a=lines(0, 30), old=lines(100, 30))
        self.write("a.py", lines(0, 15) + "new = 1\n" + lines(15, 15))
        self.git("mv", "old.py", "new.py")
        self.git("add", "-A")
        plain = self.change("--staged")
        for key, value in {"diff.noprefix": "true", "diff.mnemonicPrefix": "true",
                           "diff.renames": "false", "diff.renameLimit": "1", "color.ui": "always",
                           "diff.external": "false", "diff.context": "0", "core.abbrev": "5",
                           "diff.ignoreSubmodules": "none", "core.quotePath": "true"}.items():
            self.git("config", key, value)
        self.assertEqual(self.change("--staged"), plain)
        self.assertEqual(self.changed("--staged"), ["a.py", "old.py => new.py"])

    def test_C6_autocrlf_with_crlf_on_disk(self):
        self.git("config", "core.autocrlf", "true")
        self.commit(a=lines(0, 3).replace("\n", "\r\n"), b=lines(0, 3).replace("\n", "\r\n"))
        self.assertNotIn("\r", self.git("cat-file", "blob", ":a.py"))
        os.utime(self.repository / "a.py", (1, 1))
        self.assertEqual(self.changed(), [])
        self.write("b.py", (lines(0, 3) + "new = 1\n").replace("\n", "\r\n"))
        self.assertEqual(self.changed(), ["b.py"])
        self.git("add", "-A")
        self.assertNotIn("\r", self.change("--staged")["files"][0]["now"]["content"])

    def test_C6_a_file_that_was_only_touched(self):
        self.commit(a="x = 1\n")
        os.utime(self.repository / "a.py", (1, 1))
        self.assertEqual(self.changed(), [])

    def test_C6_a_change_that_keeps_size_and_time(self):
        self.commit(a="x = 1\n")
        before = (self.repository / "a.py").stat()
        self.write("a.py", "x = 2\n")
        os.utime(self.repository / "a.py", ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(self.changed(), self.git("diff", "--name-only").split())

    def test_C7_what_is_too_large_is_named(self):
        self.commit(a="x = 1\n")
        self.write("big.py", "x = 1\n" * 400_000)
        self.git("add", "-A")
        for mode in ("--staged", "--worktree", "--all"):
            self.assertEqual(self.skipped(mode), {"big.py": "larger than 2048 KiB (2344 KiB)"})
        self.commit()
        self.assertEqual(self.skipped("HEAD^!"), {"big.py": "larger than 2048 KiB (2344 KiB)"})

    def test_C8_generated_and_vendored_by_path(self):
        self.commit()
        for path in ("proto/a_pb2.py", "third_party/lib/a.py", "src/a.py"):
            self.write(path, "x = 1\n")
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["+src/a.py"])
        self.assertEqual(self.skipped("--staged"), {"proto/a_pb2.py": "generated",
                                                    "third_party/lib/a.py": "vendored"})

    def test_C8_attributes_say_who_wrote_a_file(self):
        self.commit()
        self.write(".gitattributes", "made/** linguist-generated\n")
        self.write("made/.gitattributes", "own.py -linguist-generated\n")
        self.write("made/a.py", "x = 1\n")
        self.write("made/own.py", "x = 1\n")
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["+made/own.py"])
        self.assertEqual(self.skipped("--staged"), {"made/a.py": "generated"})
        self.commit()
        self.write(".gitattributes", "")
        self.assertEqual(self.skipped("HEAD^!"), {"made/a.py": "generated"})

    def test_C9_attributes_of_the_side_under_review(self):
        self.commit(a="x = 1\n")
        self.write("a.py", "x = 2\n")
        self.git("add", "a.py")
        self.write(".gitattributes", "*.py linguist-generated\n")
        self.assertEqual(self.changed("--staged"), ["a.py"])
        self.assertEqual(self.skipped("--worktree"), {"a.py": "generated"})
        self.git("add", ".gitattributes")
        self.assertEqual(self.skipped("--staged"), {"a.py": "generated"})

    def test_C10_no_diff_attribute(self):
        self.commit()
        self.write(".gitattributes", "* -diff -text binary\n")
        self.write("a.py", "x = 1\n")
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["+a.py"])

    def test_C11_symbolic_links(self):
        self.commit(real="x = 1\n", becomes_link="x = 1\n")
        (self.folder / "secret.py").write_text("secret = 1\n")
        (self.repository / "outside.py").symlink_to(self.folder / "secret.py")
        (self.repository / "dangling.py").symlink_to("nowhere")
        (self.repository / "folder.py").symlink_to(".")
        (self.repository / "becomes_link.py").unlink()
        (self.repository / "becomes_link.py").symlink_to("real.py")
        self.git("add", "-A")
        names = ("becomes_link.py", "dangling.py", "folder.py", "outside.py")
        expected = dict.fromkeys(names, "symbolic link, not followed")
        for mode in ("--staged", "--worktree"):
            self.assertEqual(self.skipped(mode), expected)
            self.assertEqual(self.changed(mode), [])
        self.commit()
        self.assertEqual(self.skipped("HEAD^!"), expected)
        self.assertNotIn("secret", str(self.change("--all")["files"]))

    def test_C11_a_link_that_becomes_a_file_is_new(self):
        (self.repository / "a.py").symlink_to("nowhere")
        self.commit()
        (self.repository / "a.py").unlink()
        self.write("a.py", "x = 1\n")
        self.assertEqual(self.changed(), ["+a.py"])

    def test_C11_a_folder_that_becomes_a_link(self):
        self.commit(src__a="x = 1\n")
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "a.py").write_text("secret = 1\n")
        (self.repository / "src/a.py").unlink()
        (self.repository / "src").rmdir()
        (self.repository / "src").symlink_to(elsewhere)
        self.assertEqual(self.changed(), ["-src/a.py"])
        self.assertNotIn("secret", str(self.change()))

    def test_C12_submodules(self):
        other = self.folder / "other"
        other.mkdir()
        self.git("init", "-q", "-b", "main", cwd=other)
        self.write("inner.py", "x = 1\n", cwd=other)
        self.git("add", "-A", cwd=other)
        self.git("commit", "-q", "-m", "one", cwd=other)
        self.commit(a="x = 1\n")
        self.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "module")
        self.git("config", "submodule.recurse", "true")
        self.assertEqual(self.changed("--staged"), [])
        self.commit()
        self.write("inner.py", "x = 2\n", cwd=self.repository / "module")
        self.git("commit", "-q", "-a", "-m", "two", cwd=self.repository / "module")
        self.write("dirty.py", "x = 2\n", cwd=self.repository / "module")
        self.assertEqual(self.changed(), [])
        self.assertNotIn("untracked", str(self.change()["notes"]))
        self.commit()
        self.assertEqual(self.changed("HEAD^!"), [])
        self.assertEqual(self.changed("HEAD~1..HEAD"), [])

    def test_C14_mode_only(self):
        self.commit(a="x = 1\n")
        (self.repository / "a.py").chmod(0o755)
        self.assertEqual(self.changed(), [])
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), [])
        self.commit()
        self.assertEqual(self.changed("HEAD^!"), [])

    def test_C15_sparse_checkout(self):
        self.commit(src__a="x = 1\n", docs__b="x = 1\n")
        self.git("sparse-checkout", "set", "--no-sparse-index", "src")
        self.assertFalse((self.repository / "docs/b.py").exists())
        self.assertEqual(self.changed(), [])
        self.write("src/a.py", "x = 2\n")
        self.assertEqual(self.changed(), ["src/a.py"])
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["src/a.py"])
        self.assertEqual([each["now"]["path"] for each in self.change("--all")["files"]],
                         ["src/a.py"])

    def test_assumed_unchanged(self):
        self.commit(a="x = 1\n")
        self.git("update-index", "--assume-unchanged", "a.py")
        self.write("a.py", "x = 2\n")
        self.assertEqual(self.changed(), [])

    def test_languages(self):
        self.commit()
        for path in ("a.py", "a.pyi", "a.ipynb", "a.cpp", "a.cu", "a.h", "a.md", "a.txt"):
            self.write(path, "x = 1\n")
        self.write("script", "#!/usr/bin/env python3\nx = 1\n")
        self.write("shell", "#!/bin/sh\n")
        self.git("add", "-A")
        for mode in ("--staged", "--worktree", "--all"):
            found = self.change(mode)
            self.assertEqual([each["now"]["path"] for each in found["files"]],
                             ["a.ipynb", "a.py", "a.pyi", "script"])
            self.assertEqual({each["path"]: each["reason"] for each in found["skipped"]},
                             dict.fromkeys(["a.cpp", "a.cu", "a.h"],
                                           "C++ and CUDA are not reviewed yet"))

    def test_deleted_scripts_and_other_languages(self):
        self.write("script", "#!/usr/bin/env python3\nx = 1\n")
        self.write("shell", "#!/bin/sh\n")
        self.write("a.cpp", "int x;\n")
        self.commit()
        self.git("rm", "-q", "script", "shell", "a.cpp")
        self.assertEqual(self.changed("--staged"), ["-script"])
        self.assertEqual(self.skipped("--staged"), {})

    def test_file_becomes_folder(self):
        self.commit(a="x = 1\n")
        (self.repository / "a.py").unlink()
        self.write("a.py/b.py", "x = 2\n" * 30)
        self.assertEqual(self.changed(), ["-a.py"])
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["-a.py", "+a.py/b.py"])
        self.commit()
        self.assertEqual(self.changed("HEAD^!"), ["-a.py", "+a.py/b.py"])

    def test_order_of_names_around_the_slash(self):
        self.commit()
        for path in ("a/b.py", "a-b.py", "a.py", "a0.py", "a/b/c.py", "a/b-c.py"):
            self.write(path, f"x = '{path}'\n")
        self.git("add", "-A")
        expected = ["+a-b.py", "+a.py", "+a/b-c.py", "+a/b.py", "+a/b/c.py", "+a0.py"]
        self.assertEqual(self.changed("--staged"), expected)
        self.commit()
        self.assertEqual(self.changed("HEAD^!"), expected)
        self.assertEqual(self.changed("HEAD~1"), expected)


class Renames(Sandbox):

    def test_B7_a_renamed_file_is_compared_with_its_old_path(self):
        self.commit(old=lines(0, 20))
        self.git("mv", "old.py", "new.py")
        self.write("new.py", lines(0, 20) + "new = 1\n")
        self.assertEqual(self.changed(), ["old.py => new.py"])
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["old.py => new.py"])
        self.commit()
        self.assertEqual(self.changed("HEAD^!"), ["old.py => new.py"])
        self.assertEqual(self.changed("HEAD~1"), ["old.py => new.py"])

    def test_B8_a_file_from_an_excluded_path_is_new(self):
        self.commit(vendored__a=lines(0, 20))
        self.git("mv", "vendored", "src")
        self.git("add", "-A")
        self.assertEqual(self.changed("--staged"), ["vendored/a.py => src/a.py"])
        self.assertEqual(self.changed("--exclude", "vendored/", "--staged"), ["+src/a.py"])
        self.assertEqual(self.changed("--exclude", "src/", "--staged"), [])

    def test_renames_agree_with_git(self):
        for i in range(12):
            self.write(f"old_{i}.py", lines(100 * i, 20))
        self.commit()
        for i in range(12):
            self.git("mv", f"old_{i}.py", f"new_{11 - i}.py")
            self.write(f"new_{11 - i}.py", lines(100 * i, 20 - i) + lines(5000 + 100 * i, i))
        self.commit()
        listed = self.git("diff", "-M50%", "--name-status", "HEAD~1", "HEAD").splitlines()
        expected = [" => ".join(each.split("\t")[1:]) for each in listed if each.startswith("R")]
        found = [each for each in self.changed("HEAD^!") if "=>" in each]
        self.assertEqual(sorted(found), sorted(expected))

    def test_many_files(self):
        for i in range(5000):
            self.write(f"package_{i % 50}/module_{i}.py", f"value = {i}\n")
        self.commit()
        for i in range(5000):
            self.write(f"package_{i % 50}/module_{i}.py", f"value = {i}\nother = {i}\n")
        self.assertEqual(len(self.changed()), 5000)
        self.commit()
        self.assertEqual(len(self.changed("HEAD^!")), 5000)


if __name__ == "__main__":
    unittest.main()
