/* A session key that was not accepted is selected, so that typing replaces it instead of growing it. */
{
  const field = document.querySelector('input[aria-invalid="true"]');
  field?.focus();
  field?.select();
}
