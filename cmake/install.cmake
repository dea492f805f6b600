# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts in place: the tool, its manual, its git hook, and the headers for other projects.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS prodreview_tool RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(CODE "execute_process(COMMAND \"${CMAKE_COMMAND}\" -E create_symlink prodreview
  \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/git-prodreview\" COMMAND_ERROR_IS_FATAL ANY)")
install(FILES docs/git-prodreview.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/git-prodreview.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME prodreview.1)
install(PROGRAMS hooks/pre-commit DESTINATION ${CMAKE_INSTALL_DATADIR}/prodreview/hooks)

# find_package(prodreview) and target_link_libraries(mine prodreview::prodreview).
set(package ${CMAKE_INSTALL_DATADIR}/cmake/prodreview)
install(DIRECTORY include/prodreview DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS prodreview EXPORT prodreview)
install(EXPORT prodreview FILE prodreviewConfig.cmake NAMESPACE prodreview:: DESTINATION ${package})
write_basic_package_version_file(prodreviewConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/prodreviewConfigVersion.cmake DESTINATION ${package})
