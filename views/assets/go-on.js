/*
 * Leads on to the address that the company names for afterwards, unless somebody stays. A page that was
 * loaded again or come back to stays by itself; without JavaScript the link is there.
 */
{
  const link = document.getElementById('go-on');
  const soon = document.getElementById('going-on');
  const [entry] = performance.getEntriesByType('navigation');
  if (soon !== null && entry?.type === 'navigate') {
    const left = soon.querySelector('.numbers');
    const words = left.textContent;
    const whole = link.dataset.seconds;
    const goAt = performance.now() + Number(whole) * 1_000;
    const ticking = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((goAt - performance.now()) / 1_000));
      left.textContent = words.replace(whole, String(seconds));
      if (seconds === 0) {
        clearInterval(ticking);
        link.click();
      }
    }, 250);
    soon.querySelector('button').addEventListener('click', () => {
      clearInterval(ticking);
      soon.hidden = true;
      link.focus();
    });
    soon.hidden = false;
  }
}
