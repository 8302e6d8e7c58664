//! Certificates for the tests, made with openssl: an authority, a server, a client.

use std::fs;
use std::path::Path;
use std::process::Command;

fn openssl(directory: &Path, arguments: &str) {
    let output = Command::new("openssl")
        .args(arguments.split(' '))
        .current_dir(directory)
        .output()
        .expect("openssl is installed");
    assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Writes `ca.pem`, `server.pem`, `server.key`, `client.pem`, `client.key`. The client's common name is `wire-worker`.
pub fn make(directory: &Path) {
    openssl(
        directory,
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout ca.key -out ca.pem -subj /CN=claimwire-tests",
    );
    fs::write(directory.join("server.ext"), "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
        .unwrap();
    fs::write(directory.join("client.ext"), "extendedKeyUsage=clientAuth\n").unwrap();
    for (who, name) in [("server", "localhost"), ("client", "wire-worker")] {
        openssl(
            directory,
            &format!(
                "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {who}.key -out {who}.csr -subj /CN={name}"
            ),
        );
        openssl(
            directory,
            &format!(
                "x509 -req -in {who}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile {who}.ext -out {who}.pem"
            ),
        );
    }
}
