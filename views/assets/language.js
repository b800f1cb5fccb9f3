/*
 * Whoever changes the language in the middle of a form finds what they typed and ticked again on the next page.
 * Without JavaScript they type it again.
 */
{
  const KEY = 'handrail-typed';
  const NOT_TYPED = ['hidden', 'password', 'file'];
  const TICKED = ['checkbox', 'radio'];
  const tickOf = ({ name, value }) => JSON.stringify([name, value]);
  const fields = () =>
    [...document.querySelectorAll('main :is(input, textarea, select)[name]')].filter(
      (field) => !NOT_TYPED.includes(field.type),
    );
  // A browser that keeps no data for us (private mode, a strict policy) changes the language all the same.
  try {
    const { typed = {}, ticks = [] } = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    sessionStorage.removeItem(KEY);
    for (const field of fields()) {
      if (TICKED.includes(field.type)) {
        field.checked ||= ticks.includes(tickOf(field));
        continue;
      }
      // A list has always something chosen.
      if (Object.hasOwn(typed, field.name) && (field.value === '' || field.localName === 'select')) {
        field.value = typed[field.name];
      }
    }
  } catch {}
  document.querySelector('.language-menu')?.addEventListener('submit', () => {
    try {
      const all = fields();
      const typed = all.filter(({ type }) => !TICKED.includes(type)).map(({ name, value }) => [name, value]);
      const ticks = all.filter(({ checked }) => checked === true).map(tickOf);
      sessionStorage.setItem(KEY, JSON.stringify({ typed: Object.fromEntries(typed), ticks }));
    } catch {}
  });
}
