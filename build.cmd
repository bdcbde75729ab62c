@echo off
rem Starts the build program. Untested on Windows; kept short and plain: the SDK decides what must be compiled.
setlocal
set "SLIPWAY_ROOT=%~dp0."
set MSBUILDDISABLENODEREUSE=1
set UseSharedCompilation=false
set DOTNET_CLI_USE_MSBUILD_SERVER=0
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set "program=%SLIPWAY_ROOT%\.nuke\temp\build\windows"
dotnet publish "%SLIPWAY_ROOT%\build\_build.csproj" -c Release -o "%program%" -p:SlipwayLaunching=true -nologo -v:quiet || exit /b 1
dotnet "%program%\_build.dll" %*
exit /b %ERRORLEVEL%
