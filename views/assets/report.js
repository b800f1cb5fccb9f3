/*
 * A report with its recordings: a moment in the transcript or in the list of events is shown in the
 * player beside it, and the line that is being played is marked. Without JavaScript the same links
 * bring the page again with its player at that moment.
 */
(() => {
  const players = [...document.querySelectorAll('video[data-player]')];

  /** One plays at a time, and stays in sight; what has the focus is scrolled to below it. */
  const use = (player) => {
    for (const other of players) {
      if (other === player) {
        other.dataset.inUse = '';
      } else {
        other.pause();
        delete other.dataset.inUse;
      }
    }
    document.documentElement.style.scrollPaddingBlockStart = `${player.offsetHeight + 72}px`;
  };

  for (const player of players) {
    const links = [...document.querySelectorAll(`a[data-play="${CSS.escape(player.dataset.player)}"]`)];
    const moments = links.map((link) => ({
      seconds: Number(link.dataset.seconds),
      line: link.closest('li'),
    }));

    for (const [index, link] of links.entries()) {
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
          return;
        }
        event.preventDefault();
        use(player);
        player.currentTime = moments[index].seconds;
        player.scrollIntoView({ block: 'nearest' });
        // A browser that refuses to play by itself still shows the moment.
        player.play().catch(() => undefined);
      });
    }

    const mark = () => {
      const reached = moments.filter(({ seconds }) => seconds <= player.currentTime + 0.05);
      const latest = Math.max(...reached.map(({ seconds }) => seconds));
      for (const { seconds, line } of moments) {
        if (!player.paused && seconds === latest) {
          line.setAttribute('aria-current', 'time');
        } else {
          line.removeAttribute('aria-current');
        }
      }
    };
    for (const type of ['timeupdate', 'play', 'pause', 'seeked']) {
      player.addEventListener(type, mark);
    }
    player.addEventListener('play', () => use(player));
  }

  // What the site draws lies over the picture alone, and goes with it to the full screen.
  for (const around of document.querySelectorAll('[data-watermarked]')) {
    const player = around.querySelector('video');
    const fit = () => {
      if (player.videoWidth > 0) {
        around.style.setProperty('--picture-width', player.videoWidth);
        around.style.setProperty('--picture-height', player.videoHeight);
      }
    };
    player.addEventListener('loadedmetadata', fit);
    player.addEventListener('resize', fit);
    fit();
    const button = document.querySelector(`[data-full-screen="${CSS.escape(player.id)}"]`);
    if (button !== null && document.fullscreenEnabled) {
      button.hidden = false;
      // Refused by policy, the picture stays where it is.
      button.addEventListener('click', () => void around.requestFullscreen().catch(() => undefined));
    }
  }
})();
