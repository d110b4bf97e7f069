using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TradingEngine.TestKit;

/// <summary>A shell that runs the server and ends it when its standard input ends, which it does when we are killed.</summary>
/// <remarks>
/// <c>setpriv --pdeathsig</c> would end it with the thread that started it, and threads of the pool come and go.
/// </remarks>
internal sealed class PostgresProcess
{
    private const string PasswordVariable = "TRADINGENGINE_POSTGRES_PASSWORD";
    private const string Keep = "keep";

    private const string Script = """
        directory=$1 programs=$2 port=$3
        umask 077
        mkdir -p "$directory" && cd "$directory" || exit 1
        if [ ! -d data ]; then
            printf '%s' "$TRADINGENGINE_POSTGRES_PASSWORD" > password
            "$programs/initdb" -D data -U postgres -A scram-sha-256 --pwfile=password -E UTF8 --locale=C --no-sync \
                > log 2>&1 || { cat log; cd /; rm -rf "$directory"; exit 1; }
            rm password
        fi
        unset TRADINGENGINE_POSTGRES_PASSWORD
        rm -f word
        exec 3<&0
        "$programs/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$directory" \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=32MB \
            -c max_connections=60 </dev/null 3<&- > log 2>&1 &
        server=$!
        { read -r word <&3 || word=end; echo "$word" > word; kill -INT "$server"; } &
        reader=$!
        wait "$server"
        if [ ! -f word ]; then
            kill "$reader"
            cat log
        elif [ "$(cat word)" = keep ]; then
            exit 0
        fi
        cd / && rm -rf "$directory"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private PostgresProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, data) => _lines.Enqueue(data.Data ?? "");
        process.ErrorDataReceived += (_, data) => _lines.Enqueue(data.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote.</summary>
    public string Text => string.Join('\n', _lines).Trim();

    /// <summary>Starts the server in a session of its own, with a new cluster where the directory is not there.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started.</exception>
    public static PostgresProcess Start(PostgresPrograms programs, string directory, int port, string password)
    {
        var arguments = new List<string>();
        if (programs.UserId is var (user, group))
        {
            arguments.AddRange(["setpriv", "--reuid", $"{user}", "--regid", $"{group}", "--clear-groups"]);
        }

        arguments.AddRange(["setsid", "sh", "-c", Script, "sh", directory, programs.Folder, $"{port}"]);
        var start = new ProcessStartInfo(arguments[0], arguments.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment[PasswordVariable] = password;
        try
        {
            return new PostgresProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{arguments[0]} cannot be started: {exception.Message}", exception);
        }
    }

    /// <summary>Ends the server with SIGINT, and what is left of it after a while with SIGKILL.</summary>
    public void Stop(bool keepsData)
    {
        try
        {
            if (keepsData)
            {
                _process.StandardInput.WriteLine(Keep);
            }

            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(Patience))
        {
            // The shell leads a process group, in which only the server is.
            using var kill = Process.Start(
                "kill", ["-KILL", "--", string.Create(CultureInfo.InvariantCulture, $"-{_process.Id}")]);
            kill.WaitForExit();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
