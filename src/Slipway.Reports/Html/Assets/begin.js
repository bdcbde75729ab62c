document.documentElement.classList.add("scripted");
if (!/^(#now.*|#main|#)?$/.test(location.hash)) document.documentElement.classList.add("arriving");
