/* allauth only logs that a device gave no passkey; whoever sits there should read it, beside the button. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.getElementById("passkey-fault");
  const form = document.querySelector("main form");
  form.after(fault);
  fault.hidden = false;
});
