//! The program `claimwire`: reads the command line and hands over to one file of `cli`.

fn main() -> std::process::ExitCode {
    claimwire::cli::run()
}
