/*
 * The appearance that a person chose, remembered by this browser. Loaded in <head> without `defer`,
 * so that the first paint is right. Without JavaScript the system's setting is followed.
 */
(() => {
  const KEY = 'handrail-appearance';
  const CHOICES = [
    [
      'light',
      'Light appearance',
      '<circle cx="12" cy="12" r="4"/><path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M6.3 17.7l-1.4 1.4M19.1 4.9l-1.4 1.4"/>',
    ],
    [
      'system',
      'Appearance of the system',
      '<rect width="20" height="14" x="2" y="3" rx="2"/><path d="M8 21h8M12 17v4"/>',
    ],
    ['dark', 'Dark appearance', '<path d="M20.9 12.7A9 9 0 1 1 11.3 3a7 7 0 0 0 9.6 9.7z"/>'],
  ];
  let choice = 'system';
  // A browser that keeps no data for us (private mode, a strict policy) still gets a working page.
  try {
    choice = localStorage.getItem(KEY) ?? 'system';
  } catch {}

  const apply = () => {
    if (choice === 'light' || choice === 'dark') {
      document.documentElement.dataset.theme = choice;
    } else {
      delete document.documentElement.dataset.theme;
    }
    for (const button of document.querySelectorAll('theme-switch button')) {
      button.setAttribute('aria-pressed', String(button.value === choice));
    }
  };
  apply();

  addEventListener('storage', (event) => {
    if (event.key === KEY) {
      choice = event.newValue ?? 'system';
      apply();
    }
  });

  customElements.define(
    'theme-switch',
    class extends HTMLElement {
      connectedCallback() {
        if (this.childElementCount > 0) {
          return;
        }
        this.setAttribute('role', 'group');
        this.setAttribute('aria-label', this.dataset.group ?? 'Appearance');
        for (const [value, english, drawing] of CHOICES) {
          // A page in another language brings the names.
          const name = this.dataset[value] ?? english;
          const button = document.createElement('button');
          button.type = 'button';
          button.value = value;
          button.title = name;
          button.setAttribute('aria-label', name);
          button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
          button.addEventListener('click', () => {
            choice = value;
            try {
              localStorage.setItem(KEY, value);
            } catch {}
            apply();
          });
          this.append(button);
        }
        apply();
      }
    },
  );
})();
