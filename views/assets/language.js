/*
 * Whoever changes the language in the middle of a form finds what they typed again on the next page.
 * Without JavaScript they type it again.
 */
{
  const KEY = 'handrail-typed';
  const NOT_TYPED = ['hidden', 'password', 'file', 'checkbox', 'radio'];
  const fields = () =>
    [...document.querySelectorAll('main :is(input, textarea, select)[name]')].filter(
      (field) => !NOT_TYPED.includes(field.type),
    );
  // A browser that keeps no data for us (private mode, a strict policy) changes the language all the same.
  try {
    const typed = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    sessionStorage.removeItem(KEY);
    for (const field of fields()) {
      // A list has always something chosen.
      if (Object.hasOwn(typed, field.name) && (field.value === '' || field.localName === 'select')) {
        field.value = typed[field.name];
      }
    }
  } catch {}
  document.querySelector('.language-menu')?.addEventListener('submit', () => {
    try {
      const typed = fields().map(({ name, value }) => [name, value]);
      sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(typed)));
    } catch {}
  });
}
