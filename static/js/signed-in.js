// Public pages know nobody; this tells their scripts that they may ask for the stars of an account.
try {
  localStorage.setItem("signed in", "true");
} catch {
  // Then stars stay on the device.
}
