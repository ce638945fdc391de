/* Starts a program in this console, lets it be told of an event as Windows tells it, and ends it when its time is over.

   closing EVENT AFTER LIMIT PROGRAM ARGUMENT…

   EVENT is a number: 0 Ctrl-C, 1 Ctrl-Break, 2 close, 5 log-off, 6 shutdown. It comes AFTER milliseconds; LIMIT
   milliseconds later what is still there is ended, as Windows does. Prints how long it took and the exit code.

   Windows has a thread begin in the program at CtrlRoutine, which calls the handlers; so does this. Nothing else can
   send the last three: GenerateConsoleCtrlEvent takes the first two alone. */

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    if (count < 5) {
        fprintf(stderr, "closing EVENT AFTER LIMIT PROGRAM ARGUMENT...\n");
        return 2;
    }
    DWORD event = wcstoul(words[1], NULL, 10);
    DWORD after = wcstoul(words[2], NULL, 10);
    DWORD limit = wcstoul(words[3], NULL, 10);
    /* What stands behind the first words, as it was typed. */
    wchar_t *line = GetCommandLineW();
    for (int at = 0; at < 4; at++) {
        while (*line && *line != L' ') line++;
        while (*line == L' ') line++;
    }
    STARTUPINFOW start = { .cb = sizeof start };
    PROCESS_INFORMATION program;
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &program)) {
        fprintf(stderr, "closing: the program does not start: %lu\n", GetLastError());
        return 2;
    }
    DWORD code = 0;
    if (WaitForSingleObject(program.hProcess, after) == WAIT_OBJECT_0) {
        GetExitCodeProcess(program.hProcess, &code);
        printf("it ended before the event, exit %lu\n", code);
        return 1;
    }
    /* A library of the system is at the same address in every process. */
    FARPROC routine = GetProcAddress(GetModuleHandleW(L"kernelbase.dll"), "CtrlRoutine");
    DWORD began = GetTickCount();
    if (!routine || !CreateRemoteThread(program.hProcess, NULL, 0, (LPTHREAD_START_ROUTINE)routine,
                                        (void *)(ULONG_PTR)event, 0, NULL)) {
        fprintf(stderr, "closing: the event cannot be sent: %lu\n", GetLastError());
        TerminateProcess(program.hProcess, 99);
        return 2;
    }
    int in_time = WaitForSingleObject(program.hProcess, limit) == WAIT_OBJECT_0;
    DWORD took = GetTickCount() - began;
    if (!in_time) {
        TerminateProcess(program.hProcess, 99);
        WaitForSingleObject(program.hProcess, INFINITE);
    }
    GetExitCodeProcess(program.hProcess, &code);
    printf("%s after %lu ms, exit %lu\n", in_time ? "it ended" : "it was ended", took, code);
    return 0;
}
